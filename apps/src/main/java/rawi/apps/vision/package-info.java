/** {@code rawi vision}: classifiers of images. */
@NullMarked
package rawi.apps.vision;

import org.jspecify.annotations.NullMarked;
