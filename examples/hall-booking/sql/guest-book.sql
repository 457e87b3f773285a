-- Guest books of halls: one entry of a person on a day.
CREATE TABLE guest_book (
  tenant text NOT NULL,
  hall text NOT NULL,
  day date NOT NULL,
  person text NOT NULL,
  words text NOT NULL,
  case_id text NOT NULL REFERENCES cases (id),
  PRIMARY KEY (tenant, hall, day, person)
);
SELECT secure_table('guest_book');
