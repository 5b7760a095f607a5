/** What is done with tokens on demand: splitting, folding, stop words, stems. */
@NullMarked
package rawi.tokenize.steps;

import org.jspecify.annotations.NullMarked;
