/** Images with captions in several languages: files, tokens, vocabulary. */
@NullMarked
package rawi.apps.caption.data;

import org.jspecify.annotations.NullMarked;
