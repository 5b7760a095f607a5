/** The networks of image captioning: what reads words and images, and how captions are searched. */
@NullMarked
package rawi.apps.caption.network;

import org.jspecify.annotations.NullMarked;
