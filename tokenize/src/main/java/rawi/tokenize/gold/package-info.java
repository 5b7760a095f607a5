/** Treebanks in CoNLL-U, and scores of tokens against them. */
@NullMarked
package rawi.tokenize.gold;

import org.jspecify.annotations.NullMarked;
