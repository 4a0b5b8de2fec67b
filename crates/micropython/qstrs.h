/* The names that the module looks up when it is imported, in the order of `Name` in src/table.rs. */
#define MP_QSTR_encode (mp_native_qstr_table[1])
#define MP_QSTR_Parser (mp_native_qstr_table[2])
#define MP_QSTR_feed (mp_native_qstr_table[3])
#define MP_QSTR_get (mp_native_qstr_table[4])
#define MP_QSTR_ValueError (mp_native_qstr_table[5])
#define MP_QSTR_join (mp_native_qstr_table[6])
