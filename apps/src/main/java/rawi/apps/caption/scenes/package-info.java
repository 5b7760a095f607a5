/** Drawn scenes with captions in English, French and Arabic: data without a file. */
@NullMarked
package rawi.apps.caption.scenes;

import org.jspecify.annotations.NullMarked;
