package rawi.tokenize.sentences;

import java.util.List;

/**
 * Finds the sentences of a text: in order, without overlap, without the white space around them.
 * Whatever else the text holds is in one of them.
 */
@FunctionalInterface
public interface SentenceSplitter {
  List<Sentence> split(String text);
}
