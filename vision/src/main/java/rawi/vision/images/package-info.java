/** Pictures from files, sets of them with classes, batches of them. */
@NullMarked
package rawi.vision.images;

import org.jspecify.annotations.NullMarked;
