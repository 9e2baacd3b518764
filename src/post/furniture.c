/* Site furniture: what a saved page has around its post. Each pattern is the
 * beginning of a short line, in any case; blogs of all engines use the same
 * few sentences. */
#include "post/inside.h"

#include <string.h>

/* Longer lines are somebody's prose that happens to begin like furniture. */
#define SHORT_LINE 120u

/* From here to the end of the page there is only furniture: comment forms. */
static const char *const cutting[] = {
    "leave a reply",
    "leave a comment",
    "leave a response",
    "leave your comment",
    "post a comment",
    "post a reply",
    "post your comment",
    "add a comment",
    "add your comment",
    "add new comment",
    "write a comment",
    "submit a comment",
    "cancel reply",
    "your email address will not be published",
    "fill in your details below or click an icon to log in",
    "you must be logged in to post a comment",
    "please log in to comment",
    "sign in to comment",
    "log in to leave a comment",
    "login to comment",
};

/* A line that is furniture wherever it stands. */
static const char *const dropping[] = {
    "share this",
    "share on ",
    "share via ",
    "share to ",
    "click to share on",
    "click to email",
    "click to print",
    "like this:",
    "like loading",
    "be the first to like",
    "tweet this",
    "follow us on",
    "follow me on",
    "follow @",
    "powered by ",
    "proudly powered by",
    "blog at wordpress.com",
    "create a free website",
    "filed under",
    "filed in",
    "posted in ",
    "posted by ",
    "posted on ",
    "posted at ",
    "tagged with",
    "tagged as",
    "tags: ",
    "labels: ",
    "categories: ",
    "category: ",
    "related posts",
    "related articles",
    "you may also like",
    "you might also like",
    "read more »",
    "continue reading",
    "previous post",
    "next post",
    "older posts",
    "newer posts",
    "skip to content",
    "skip to main",
    "jump to navigation",
    "back to top",
    "all rights reserved",
    "copyright ©",
    "copyright (c)",
    "© ",
    "privacy policy",
    "terms of service",
    "terms of use",
    "this site uses cookies",
    "we use cookies",
    "sign in with",
    "sign up for our",
    "log in with",
    "login with",
    "log out",
    "you are commenting using your",
    "connecting to %s",
    "notify me of ",
    "notify of",
    "subscribe to our",
    "subscribe to this blog",
    "subscribe via ",
    "enter your email",
    "about the author",
    "trackback ",
    "trackbacks ",
    "permalink",
    "advertisement",
    "loading...",
    "opens in new window",
    "this entry was posted",
    "view all posts by",
    "view my complete profile",
    "share this post",
};

/* Is it one of these, with at most so much behind it? */
static bool begins_like(const Block *b, const char *const *patterns, size_t n, size_t behind) {
    char first = g_ascii_tolower(b->text.p[0]);
    for (size_t i = 0; i < n; i++)
        if (patterns[i][0] == first && slice_starts_nocase(b->text, patterns[i]) &&
            b->text.n - strlen(patterns[i]) <= behind)
            return true;
    return false;
}

size_t furniture_drop(Block *blocks, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const Block *b = &blocks[i];
        bool ours = b->kind == BLOCK_TITLE || b->kind == BLOCK_TAG || b->text.n > SHORT_LINE;
        if (!ours && begins_like(b, cutting, G_N_ELEMENTS(cutting), 12))
            break;
        bool prose = b->text.n > 40 && b->text.p[b->text.n - 1] == '.';
        if (ours || prose || !begins_like(b, dropping, G_N_ELEMENTS(dropping), SHORT_LINE))
            blocks[kept++] = *b;
    }
    return kept;
}
