/**
 * The wide part of a sentiment model: n-grams of words and characters under a linear classifier.
 */
@NullMarked
package rawi.apps.sentiment.wide;

import org.jspecify.annotations.NullMarked;
