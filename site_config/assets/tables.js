// Tables that are looked up by words from outside. They inherit nothing: a word such as `constructor`, which every JavaScript object answers to, is not in them.
const strip = (_, value) => (value instanceof Object && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value);

export const parseTable = (text) => JSON.parse(text, strip);
