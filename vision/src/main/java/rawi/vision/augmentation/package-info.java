/** Layers that change images: always (size and scale), or in training at random. */
@NullMarked
package rawi.vision.augmentation;

import org.jspecify.annotations.NullMarked;
