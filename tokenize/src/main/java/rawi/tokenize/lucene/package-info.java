/** Rawi's tokenizers as Lucene analyzers, and Lucene's analyzers as tokenizers. */
@NullMarked
package rawi.tokenize.lucene;

import org.jspecify.annotations.NullMarked;
