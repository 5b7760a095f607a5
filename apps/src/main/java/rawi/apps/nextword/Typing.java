package rawi.apps.nextword;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import rawi.tokenize.Token;
import rawi.tokenize.Vocabulary;

/**
 * A text that somebody is typing. What was read of it is kept from key stroke to key stroke: the
 * next suggestion reads only the tokens that are new, also after some were taken back. For one
 * thread at a time.
 *
 * <p>Where the text ends within a word, or just behind one, that word may be finished or not. Let w
 * be what stands there, c what stands before, and V(w) the known words that begin with w, w itself
 * among them. What the model says of the next token decides between the two:
 *
 * <pre>
 * completion v in V(w), v longer than w:  p(v | c) / p(V(w) | c)
 * word n after w:                         p(w | c) / p(V(w) | c) * p(n | c, w)
 * </pre>
 *
 * <p>A w that no known word begins with is taken for a finished, unknown word. Behind a space or a
 * sign the next word is meant: p(n | all of it).
 */
public final class Typing {
  private final NextWordModel model;
  private final Reading reading;
  private final Optional<PieceSuggestions> ofPieces;

  Typing(NextWordModel model) {
    this.model = model;
    this.reading = new Reading(model);
    this.ofPieces = model.pieces().map(p -> new PieceSuggestions(model, p, reading));
  }

  /**
   * The most probable ways to go on with a text, best first.
   *
   * @throws IllegalArgumentException if {@code most} is less than 1, or no letter of the text is of
   *     a script that the model knows
   */
  public List<Suggestion> suggest(String text, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("top: expected at least 1, got " + most);
    }
    List<Token> tokens = model.tokens(text);
    model.requireScript(tokens);
    if (ofPieces.isPresent()) {
      return ofPieces.get().suggest(text, most);
    }
    boolean open = !tokens.isEmpty() && WordCut.unfinished(tokens.get(tokens.size() - 1), text);
    return open ? openEnd(text, tokens, most) : following(text, tokens, 1, most);
  }

  private List<Suggestion> openEnd(String text, List<Token> tokens, int most) {
    Token last = tokens.get(tokens.size() - 1);
    NavigableMap<String, Integer> longer = model.beginningWith(last.normalized());
    int own = model.vocabulary().idOf(last.normalized());
    float[] before = reading.logsAfter(tokens.subList(0, tokens.size() - 1));
    double ofOwn = own == Vocabulary.UNKNOWN ? 0 : Math.exp(before[own]);
    double all = ofOwn;
    for (int id : longer.values()) {
      all += id == own ? 0 : Math.exp(before[id]);
    }
    if (all == 0) {
      return following(text, tokens, 1, most);
    }
    double total = all;
    String start = text.substring(0, last.start()) + last.text();
    Stream<Suggestion> completions =
        longer.entrySet().stream()
            .filter(word -> word.getValue() != own)
            .map(
                word ->
                    new Suggestion(
                        word.getKey(),
                        Math.exp(before[word.getValue()]) / total,
                        true,
                        start + word.getKey().substring(last.normalized().length())));
    Stream<Suggestion> next =
        ofOwn == 0 ? Stream.empty() : following(text, tokens, ofOwn / all, most).stream();
    return Stream.concat(completions, next)
        .sorted(Comparator.comparingDouble(Suggestion::p).reversed())
        .limit(most)
        .toList();
  }

  /** The words after all tokens, their probabilities times that of being asked for. */
  private List<Suggestion> following(String text, List<Token> tokens, double share, int most) {
    float[] next = reading.logsAfter(tokens);
    PriorityQueue<Integer> best =
        new PriorityQueue<>(Comparator.comparingDouble((Integer id) -> next[id]));
    for (int id = Corpus.FIRST_WORD; id < next.length; id++) {
      if (best.size() < most || next[id] > next[best.element()]) {
        best.add(id);
        if (best.size() > most) {
          best.remove();
        }
      }
    }
    return best.stream()
        .sorted(Comparator.comparingDouble((Integer id) -> -next[id]))
        .map(
            id -> {
              String word = model.vocabulary().wordAt(id);
              String gap = model.gap(text, tokens, word);
              return new Suggestion(word, share * Math.exp(next[id]), false, text + gap + word);
            })
        .toList();
  }
}
