/** How much is to happen in a year, at a size; at least as much as has each kind of thing in it. */
export type Figures = {
  readonly courses: number;
  readonly enrolments: number;
  readonly sitePairings: number;
  readonly questions: number;
  readonly mentorPairings: number;
  readonly assessments: number;
};

/** The academy's own figures at 1: 55 courses, 2,500 enrolments, 56 site pairings, 2,000 questions, 120 mentor pairings. */
export const figuresAt = (scale: number): Figures => {
  const of = (count: number, least: number) => Math.max(least, Math.round(count * scale));
  return {
    courses: of(55, 9),
    enrolments: of(2500, 120),
    sitePairings: of(56, 6),
    questions: of(2000, 60),
    mentorPairings: of(120, 10),
    assessments: of(100, 8),
  };
};
