package rawi.tokenize;

import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a text into tokens. Tokens stand in the order of the text, never overlap, and their offsets
 * index the source: tokens and the gaps between them, put together, are the source. Any string is
 * accepted, valid Unicode or not.
 */
@FunctionalInterface
public interface Tokenizer {
  List<Token> tokenize(String text);

  /** Hands the tokens to {@code action} one by one; a tokenizer that can keeps none of them. */
  default void forEach(String text, Consumer<? super Token> action) {
    tokenize(text).forEach(action);
  }
}
