/** Every tokenizer by its name on a command line. */
@NullMarked
package rawi.tokenize.named;

import org.jspecify.annotations.NullMarked;
