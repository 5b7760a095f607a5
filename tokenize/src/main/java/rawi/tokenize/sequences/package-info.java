/**
 * Texts to what a model is fed with: ids, counts and weights of words, padded sequences, batches of
 * like length; plain arrays, no tensors here.
 */
@NullMarked
package rawi.tokenize.sequences;

import org.jspecify.annotations.NullMarked;
