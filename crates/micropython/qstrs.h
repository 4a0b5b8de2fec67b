/* The names that the module looks up when it is imported, in the order of `Name` in src/table.rs. */
#define MP_QSTR_encode (mp_native_qstr_table[1])
#define MP_QSTR_Parser (mp_native_qstr_table[2])
