/** How good captions are: BLEU, ROUGE-L, CIDEr-D, and what they gain by looking at the image. */
@NullMarked
package rawi.apps.caption.scores;

import org.jspecify.annotations.NullMarked;
