/** Where sentences begin and end, and which language each of them is in. */
@NullMarked
package rawi.tokenize.sentences;

import org.jspecify.annotations.NullMarked;
