/**
 * How many bits the code of each byte has, of the end of a block and of each length (RFC 1951, 3.2.5), as hexadecimal
 * digits. Worked out once, from made-up notifications of every version and from the letters of English names; bytes
 * that they have not get long ones. Never change them, nor the dictionary beside them: stored records need what they
 * were written with.
 */ export const LITERAL_COUNTS = 'ffffffffff5fffffffffffffffffffff6bbbb8bbbbbab66a555555555589babb' + 'b88888888988888989877888998bbbbab5766578669867667a66568897abb9bf' + 'cccccccccccccccccccccccccccccccccccccccccccbcccccccccccccccccccc' + 'ffcbcdffffffffffddffffffffffffffffdcffffffffffffffffffffffffffff' + '9c66666787788788a9aa999a9aaaa8';
/** The same of each distance. */ export const DISTANCE_COUNTS = 'abc977777767554545565323458eed';

//# sourceMappingURL=preset-codes.js.map