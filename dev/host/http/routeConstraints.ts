// The inline constraints of ASP.NET route templates, such as {id:int} or {name:alpha:maxlength(20)}.

type Check = (value: string) => boolean;

const INTEGER = /^[+-]?\d+$/;
const LONG_MAX = 2n ** 63n - 1n;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const GUID = /^\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;

const SIMPLE: Record<string, Check> = {
  int: (value) => isWithin(value, -(2n ** 31n), 2n ** 31n - 1n),
  long: (value) => isWithin(value, -LONG_MAX - 1n, LONG_MAX),
  bool: (value) => /^(true|false)$/i.test(value),
  decimal: (value) => DECIMAL.test(value),
  double: (value) => value.trim() !== '' && Number.isFinite(Number(value)),
  float: (value) => value.trim() !== '' && Number.isFinite(Number(value)),
  datetime: (value) => !Number.isNaN(Date.parse(value)),
  guid: (value) => GUID.test(value),
  alpha: (value) => /^[a-z]*$/i.test(value),
  required: (value) => value !== '',
};

const WITH_ARGUMENTS: Record<string, (args: string) => Check> = {
  length: (args) => {
    const [min, max = min] = numbersOf(args);
    return (value) => value.length >= Number(min) && value.length <= Number(max);
  },
  minlength: (args) => (value) => value.length >= Number(numbersOf(args)[0]),
  maxlength: (args) => (value) => value.length <= Number(numbersOf(args)[0]),
  min: (args) => {
    const [min = NaN] = numbersOf(args);
    return (value) => isWithin(value, BigInt(min), LONG_MAX);
  },
  max: (args) => {
    const [max = NaN] = numbersOf(args);
    return (value) => isWithin(value, -LONG_MAX, BigInt(max));
  },
  range: (args) => {
    const [min = NaN, max = NaN] = numbersOf(args);
    return (value) => isWithin(value, BigInt(min), BigInt(max));
  },
  regex: (args) => {
    const pattern = new RegExp(args, 'i');
    return (value) => pattern.test(value);
  },
};

/** The check that a constraint such as `int` or `range(1,5)` makes; throws an Error that names a constraint that does not exist. */
export function toConstraint(text: string): Check {
  const [, name = '', args] = /^(\w+)(?:\((.*)\))?$/s.exec(text.trim()) ?? [];
  const check = args === undefined ? SIMPLE[name.toLowerCase()] : WITH_ARGUMENTS[name.toLowerCase()]?.(args);
  if (!check) throw new Error(`the constraint "${text}" is not known`);
  return check;
}

function isWithin(value: string, min: bigint, max: bigint): boolean {
  if (!INTEGER.test(value)) return false;
  const number = BigInt(value.replace(/^\+/, ''));
  return number >= min && number <= max;
}

function numbersOf(args: string): number[] {
  const numbers = args.split(',').map((part) => Number(part.trim()));
  if (numbers.some((number) => !Number.isInteger(number))) throw new Error(`"${args}" must be whole numbers`);
  return numbers;
}
