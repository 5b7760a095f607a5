package rawi.apps.tokenize;

import java.util.Optional;
import rawi.tokenize.Tokenizer;

/** Takes text after text and writes what its tokens are; nothing of a text is kept. */
interface TokenOutput {
  /** Where a sentence stands: its line, from 1, and its first UTF-16 unit there. */
  record Origin(int line, int start) {}

  /**
   * The tokens of one text.
   *
   * @param origin where it stands, if it is a sentence of a line
   */
  void write(String text, Tokenizer tokenizer, Optional<Origin> origin);

  /** Brings what was written so far to whoever reads it. */
  void flush();
}
