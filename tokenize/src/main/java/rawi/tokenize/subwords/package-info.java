/**
 * Sub-words: byte-level byte pair encoding and unigram, trained, saved and used; no tensors here.
 */
@NullMarked
package rawi.tokenize.subwords;

import org.jspecify.annotations.NullMarked;
