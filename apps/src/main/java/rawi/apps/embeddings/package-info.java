/** {@code rawi embeddings}: learning, asking, judging and drawing vectors of words. */
@NullMarked
package rawi.apps.embeddings;

import org.jspecify.annotations.NullMarked;
