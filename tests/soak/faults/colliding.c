/* Hashtags that had one hash in version 2df323a, whatever its seed: a then b = F(16 ^ a) ^ K, where F was its folded multiplication. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
static const unsigned long high_bits = 0x8080808080808080, k = 0x0123456789ABCDEF;

int main(int count, char **arguments) {
    long wanted = count > 1 ? atol(arguments[1]) : 0;
    for (unsigned long n = 1; wanted > 0; n++) {
        unsigned long key[3] = {0};
        char *text = (char *)key;
        for (int i = 0; i < 8; i++)
            text[i] = letters[n >> 5 * i & 31];
        unsigned __int128 product = (unsigned __int128)(16 ^ key[0]) * 0x9E3779B97F4A7C15;
        unsigned long high = product >> 64, low = product;
        key[1] = high ^ (low << 32 | low >> 32) ^ k;
        /* Capitals would be made small, and the others end a hashtag or its list. */
        if ((key[1] & high_bits) == 0 && strlen(text) == 16 && strcspn(text + 8, "ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\r \"'\\,[]") == 8)
            wanted -= puts(text) >= 0;
    }
}
