/**
 * Hyper-parameters, described once: what is told of each is what the command line offers and what a
 * search may vary.
 */
@NullMarked
package rawi.apps.hyper;

import org.jspecify.annotations.NullMarked;
