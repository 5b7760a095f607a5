package rawi.tokenize.steps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.sentences.LanguageGuess;
import rawi.tokenize.sentences.Sentence;
import rawi.tokenize.sentences.SentenceLanguage;
import rawi.tokenize.sentences.SentenceRules;
import rawi.tokenize.sentences.SentenceSplitter;

/**
 * A tokenizer followed by steps. What depends on the language asks the sentence: with {@link
 * Language#AUTO} each sentence is guessed, with another language all are in it.
 *
 * <p>Immutable, and safe for several threads if the tokenizer is.
 */
public final class SteppedTokenizer implements Tokenizer {
  /** More than sentences have; what stands on one endless line is worked on in parts. */
  private static final int MOST_WAITING = 4096;

  private final Tokenizer tokenizer;
  private final Language language;
  private final List<TokenStep> steps;
  private final SentenceSplitter sentences = new SentenceRules();

  /** The steps are taken in the order of the list. */
  public SteppedTokenizer(Tokenizer tokenizer, Language language, List<TokenStep> steps) {
    this.tokenizer = tokenizer;
    this.language = language;
    this.steps = List.copyOf(steps);
  }

  /** The given steps, in the order in which they make sense. */
  public static SteppedTokenizer of(
      Tokenizer tokenizer, Language language, Set<OnDemandStep> steps) {
    Set<OnDemandStep> ordered = EnumSet.noneOf(OnDemandStep.class);
    ordered.addAll(steps);
    return new SteppedTokenizer(
        tokenizer, language, ordered.stream().map(OnDemandStep::step).toList());
  }

  @Override
  public List<Token> tokenize(String text) {
    List<Token> tokens = new ArrayList<>(text.length() / 5 + 4);
    forEach(text, tokens::add);
    return tokens;
  }

  @Override
  public void forEach(String text, Consumer<? super Token> action) {
    BySentence walk = new BySentence(text, action);
    tokenizer.forEach(text, walk::accept);
    walk.flush();
  }

  /** Keeps the tokens of one sentence, or part of a very long one, until the steps are taken. */
  private final class BySentence {
    private final String text;
    private final Consumer<? super Token> action;
    private final Iterator<Sentence> rest;
    private final List<Token> waiting = new ArrayList<>();
    private int end;
    private SentenceLanguage guess;

    BySentence(String text, Consumer<? super Token> action) {
      this.text = text;
      this.action = action;
      boolean known = language != Language.AUTO;
      this.rest = known ? Collections.emptyIterator() : sentences.split(text).iterator();
      this.end = known ? text.length() : 0;
      this.guess = language == Language.AR ? SentenceLanguage.AR : SentenceLanguage.FR;
    }

    void accept(Token token) {
      if (waiting.size() == MOST_WAITING) {
        flush();
      }
      while (token.start() >= end && rest.hasNext()) {
        flush();
        Sentence next = rest.next();
        end = next.end();
        guess = LanguageGuess.of(text.substring(next.start(), end));
      }
      waiting.add(token);
    }

    void flush() {
      List<Token> done = List.copyOf(waiting);
      for (TokenStep step : steps) {
        done = step.apply(done, guess);
      }
      done.forEach(action);
      waiting.clear();
    }
  }
}
