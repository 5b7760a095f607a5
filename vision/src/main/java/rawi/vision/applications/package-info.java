/** The named convolutional networks, each a function that builds a model. */
@NullMarked
package rawi.vision.applications;

import org.jspecify.annotations.NullMarked;
