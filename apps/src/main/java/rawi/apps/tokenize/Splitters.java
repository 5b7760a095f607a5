package rawi.apps.tokenize;

import rawi.apps.cli.Usage;
import rawi.tokenize.sentences.OpenNlpSentences;
import rawi.tokenize.sentences.SentenceRules;
import rawi.tokenize.sentences.SentenceSplitter;

/** The values of {@code --sentences}. */
final class Splitters {
  private Splitters() {}

  static SentenceSplitter named(String name) {
    return switch (name) {
      case "rules" -> new SentenceRules();
      case "opennlp" -> OpenNlpSentences.french();
      default -> throw new Usage("--sentences: expected one of rules, opennlp, got '" + name + "'");
    };
  }
}
