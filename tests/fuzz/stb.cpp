// stb_image compiled here instead of taken from its library, so that the sanitizers and the fuzzer
// see what it does.
#pragma clang diagnostic ignored "-Weverything"
#define STB_IMAGE_IMPLEMENTATION
#include <stb_image.h>
