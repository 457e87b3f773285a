/** A telephone number as those see it who are to know which one it is, and not the number: 138****1234. */
export const maskedPhone = (phone: string): string =>
  phone.length > 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '*'.repeat(phone.length);
