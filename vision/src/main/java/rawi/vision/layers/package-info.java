/** Layers on planes: arrays (batch, height, width, channels). */
@NullMarked
package rawi.vision.layers;

import org.jspecify.annotations.NullMarked;
