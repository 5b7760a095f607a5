/** Word vectors learnt from text: skip-gram, CBOW and fastText's form with sub-words. */
@NullMarked
package rawi.embeddings.training;

import org.jspecify.annotations.NullMarked;
