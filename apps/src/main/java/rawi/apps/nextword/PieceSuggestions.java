package rawi.apps.nextword;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import rawi.tokenize.Token;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.subwords.SubwordTokenizer;

/**
 * Suggestions of a model over pieces of words: the rule of {@link Typing}, with words that a {@link
 * PieceSearch} finds. The letters that stand at the end are taken back and written anew, for a word
 * that is begun is cut otherwise than when it is whole.
 */
final class PieceSuggestions {
  private final NextWordModel model;
  private final SubwordTokenizer tokenizer;
  private final Pieces pieces;
  private final Reading reading;

  PieceSuggestions(NextWordModel model, Pieces pieces, Reading reading) {
    this.model = model;
    this.tokenizer = model.config().cut().subwords().orElseThrow().tokenizer();
    this.pieces = pieces;
    this.reading = reading;
  }

  List<Suggestion> suggest(String text, int most) {
    int stretch = tokenizer.lastStretch(text);
    String end = text.substring(stretch);
    boolean open = !end.isBlank() && Character.isLetterOrDigit(end.codePointBefore(end.length()));
    boolean spaced = !end.isEmpty() && end.isBlank();
    if (!open && !spaced) {
      return following(text, 1, most);
    }
    String begun = open ? end : " ";
    String before = text.substring(0, text.length() - begun.length());
    PieceSearch search = search(begun, Vocabulary.PAD);
    List<PieceSearch.Word> words = words(search, model.tokens(before), most + 1);
    if (words.isEmpty()) { // nothing that is known begins so: an unknown word, and finished
      return following(text, 1, most);
    }
    List<Suggestion> all = new ArrayList<>();
    byte[] own = begun.getBytes(StandardCharsets.UTF_8);
    for (PieceSearch.Word word : words) {
      double share = word.p() / search.reached();
      if (!Arrays.equals(word.bytes(), own)) {
        all.add(suggestion(before, word, share, open));
      } else if (open) {
        all.addAll(following(text, share, most));
      }
    }
    return all.stream()
        .sorted(Comparator.comparingDouble(Suggestion::p).reversed())
        .limit(most)
        .toList();
  }

  /** The words after the whole text, their probabilities times that of being asked for. */
  private List<Suggestion> following(String text, double share, int most) {
    List<Token> tokens = model.tokens(text);
    int[] ids = model.vocabulary().encode(tokens);
    int last = ids.length == 0 ? Vocabulary.PAD : ids[ids.length - 1];
    return words(search("", last), tokens, most).stream()
        .map(word -> suggestion(text, word, share * word.p(), false))
        .toList();
  }

  private List<PieceSearch.Word> words(PieceSearch search, List<Token> tokens, int most) {
    return search.words(reading.after(tokens), reading.logsAfter(tokens), most);
  }

  private PieceSearch search(String begun, int last) {
    return new PieceSearch(model, pieces, begun.getBytes(StandardCharsets.UTF_8), last);
  }

  private static Suggestion suggestion(
      String before, PieceSearch.Word word, double p, boolean completes) {
    String written = new String(word.bytes(), StandardCharsets.UTF_8);
    return new Suggestion(written.strip(), p, completes, before + written);
  }
}
