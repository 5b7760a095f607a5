/** From images to what decoders look at: encoders, and features that are computed once and kept. */
@NullMarked
package rawi.apps.caption.features;

import org.jspecify.annotations.NullMarked;
