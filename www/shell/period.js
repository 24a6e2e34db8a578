// Periods of time, bounded by partial ISO dates: a year, a month or a day.

/** Of ISO 8601-1 § 4.3.2: a year of four digits, or with a sign of more. */
const PARTIAL_DATE = /^\s*([+-]\d{4,11}|\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?\s*$/;

/** First and last day, since 1970-01-01, of a partial date; NaN where it is none. @returns {[number, number]} */
function daysOf(date) {
  const parts = PARTIAL_DATE.exec(date);
  if (!parts) return [NaN, NaN];
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? NaN), Number(parts[3] ?? NaN)];
  // The calendar repeats after 400 years; `Date` ends in the year 275,760.
  const cycle = Math.floor(year / 400);
  const days = (month, day) => Date.UTC(year - cycle * 400 + 2000, month, day) / 864e5 + (cycle - 5) * 146_097;
  const [first, last] = [days((month || 1) - 1, 1), days(month || 12, 0)];
  if (Number.isNaN(day)) return [first, last];
  const only = day > 0 ? first + day - 1 : NaN;
  return only <= last ? [only, only] : [NaN, NaN];
}

/** The first day of one date and the last of another, as the engine takes them. @returns {[number, number]} */
export const periodOf = (from, to) => [daysOf(from)[0], daysOf(to)[1]];
