/**
 * OpenNLP's tokenizers and sentence detector behind Rawi's interfaces, and training of the first.
 */
@NullMarked
package rawi.tokenize.opennlp;

import org.jspecify.annotations.NullMarked;
