/** Image captioning: an encoder of images and a decoder of words, their training and commands. */
@NullMarked
package rawi.apps.caption;

import org.jspecify.annotations.NullMarked;
