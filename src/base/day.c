#include "base/base.h"

static unsigned digits(const char *p, size_t n) {
    unsigned v = 0;
    for (size_t i = 0; i < n; i++)
        v = v * 10 + (unsigned)(p[i] - '0');
    return v;
}

static bool all_digits(const char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!g_ascii_isdigit(p[i]))
            return false;
    return true;
}

Day day_parse(Slice s, bool strict) {
    s = slice_trim(s);
    if (s.n < 4 || !all_digits(s.p, 4))
        return 0;
    unsigned year = digits(s.p, 4), month = 0, day = 0;
    size_t at = 4;
    char sep = s.n > 4 ? s.p[4] : '\0';
    if ((sep == '-' || sep == '/') && s.n >= 7 && all_digits(s.p + 5, 2)) {
        month = digits(s.p + 5, 2);
        at = 7;
        if (s.n >= 10 && s.p[7] == sep && all_digits(s.p + 8, 2)) {
            day = digits(s.p + 8, 2);
            at = 10;
        }
    }
    bool rest_fits = at == s.n || (!strict && at == 10 && !g_ascii_isdigit(s.p[at]));
    if (!rest_fits || year < 1 || (at >= 7 && (month < 1 || month > 12)))
        return 0;
    if (at == 10 && !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return 0;
    return year * 10000u + month * 100u + day;
}

const char *day_format(Day d, char buffer[16]) {
    if (!d)
        buffer[0] = '\0';
    else if (!(d / 100 % 100))
        g_snprintf(buffer, 16, "%04u", d / 10000 % 10000);
    else if (!(d % 100))
        g_snprintf(buffer, 16, "%04u-%02u", d / 10000 % 10000, d / 100 % 100);
    else
        g_snprintf(buffer, 16, "%04u-%02u-%02u", d / 10000 % 10000, d / 100 % 100, d % 100);
    return buffer;
}
