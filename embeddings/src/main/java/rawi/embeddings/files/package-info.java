/** Files of word vectors: text, word2vec's and fastText's binary forms, and one that is mapped. */
@NullMarked
package rawi.embeddings.files;

import org.jspecify.annotations.NullMarked;
