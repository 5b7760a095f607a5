package rawi.tokenize;

import java.util.List;

/**
 * Cuts a text into tokens. Tokens stand in the order of the text, never overlap, and their offsets
 * index the source: tokens and the gaps between them, put together, are the source. Any string is
 * accepted, valid Unicode or not.
 */
@FunctionalInterface
public interface Tokenizer {
  List<Token> tokenize(String text);
}
