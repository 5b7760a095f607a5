package rawi.tokenize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One tokenizer for Arabic script, French and Arabizi, alone or in one sentence. It cuts text into
 * words, numbers, punctuation, emoji, tags and addresses by one pass over the characters; every
 * {@link Rule} can be switched off. Arabic words keep their clitics, diacritics and tatweel; where
 * Arabic and Latin letters touch, a new token begins; digits inside Latin words stay ({@code
 * 7bibi}, {@code waaa3er}), as Arabizi writes Arabic sounds with them.
 *
 * <p>Immutable, safe for any number of threads. Word boundaries follow Unicode Standard Annex 29
 * where no rule says otherwise.
 */
public final class WordTokenizer implements Tokenizer {
  private final Normalizer normalizer;
  private final Set<Rule> rules;
  private final Scanner scanner;

  private WordTokenizer(Normalizer normalizer, Set<Rule> rules) {
    this.normalizer = normalizer;
    this.rules = rules;
    this.scanner = new Scanner(rules);
  }

  /** All rules, normalized as {@link Normalization#of(Language)} says. */
  public static WordTokenizer of(Language language) {
    return of(Normalization.of(language));
  }

  /** All rules with the given normalization. */
  public static WordTokenizer of(Normalization normalization) {
    return new WordTokenizer(Normalizer.of(normalization), EnumSet.allOf(Rule.class));
  }

  /** This tokenizer with the given rules switched off. */
  public WordTokenizer without(Rule... off) {
    Set<Rule> kept = EnumSet.copyOf(rules);
    Arrays.asList(off).forEach(kept::remove);
    return new WordTokenizer(normalizer, kept);
  }

  /** This tokenizer with another normalization and the same rules. */
  public WordTokenizer normalizing(Normalization normalization) {
    return new WordTokenizer(Normalizer.of(normalization), rules);
  }

  @Override
  public List<Token> tokenize(String text) {
    Objects.requireNonNull(text, "text");
    List<Token> tokens = new ArrayList<>(text.length() / 5 + 4);
    forEach(text, tokens::add);
    return tokens;
  }

  @Override
  public void forEach(String text, Consumer<? super Token> action) {
    char[] chars = Objects.requireNonNull(text, "text").toCharArray();
    tokenize(chars, 0, chars.length, new TokenMaker(text, chars, normalizer, action));
  }

  /** The tokens of {@code text}, without an object for each; the characters are copied once. */
  public void tokenize(CharSequence text, TokenSink sink) {
    char[] chars = Objects.requireNonNull(text, "text").toString().toCharArray();
    tokenize(chars, 0, chars.length, sink);
  }

  /** The tokens of {@code [from, end)}; offsets index {@code text}; nothing is allocated. */
  public void tokenize(char[] text, int from, int end, TokenSink sink) {
    scanner.scan(text, from, end, sink);
  }
}
