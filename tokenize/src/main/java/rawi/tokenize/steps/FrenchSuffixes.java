package rawi.tokenize.steps;

/**
 * The steps of {@link FrenchStemmer} that take suffixes off. Each says whether it did its work; the
 * next is asked only if it did not.
 */
final class FrenchSuffixes {
  private static final String[] STANDARD =
      split(
          "ance iqUe isme able iste eux ances iqUes ismes ables istes atrice ateur ation atrices"
              + " ateurs ations logie logies usion ution usions utions ence ences ement ements ité ités"
              + " if ive ifs ives eaux aux oux euse euses issement issements amment emment ment ments");

  private static final String[] VERB_IN_I =
      split(
          "îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons"
              + " iront is issaIent issais issait issant issante issantes issants isse issent isses issez"
              + " issiez issions issons it");

  private static final String[] VERB =
      split(
          "ions é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront"
              + " ez iez âmes ât âtes a ai aIent ais ait ant ante antes ants as asse assent asses assiez"
              + " assions aise aises");

  private static final String[] RESIDUAL = split("ion ier ière Ier Ière e");

  private static final String[] BEFORE_EMENT = split("iv eus abl iqU ièr Ièr");

  private FrenchSuffixes() {}

  private static String[] split(String words) {
    return words.split(" ", -1);
  }

  /** Suffixes of nouns and adjectives, and of adverbs. */
  static boolean standard(StemmedWord w) {
    String suffix = w.longest(STANDARD);
    return switch (suffix) {
      case "" -> false;
      case "ence", "ences" -> inR2(w, suffix, "ent");
      case "logie", "logies" -> inR2(w, suffix, "log");
      case "usion", "ution", "usions", "utions" -> inR2(w, suffix, "u");
      case "atrice", "ateur", "ation", "atrices", "ateurs", "ations" ->
          w.cutInR2(suffix) && ic(w, true);
      case "ement", "ements" -> ement(w, suffix);
      case "ité", "ités" -> w.cutInR2(suffix) && behindIte(w);
      case "if", "ive", "ifs", "ives" -> w.cutInR2(suffix) && ic(w, w.cutInR2("at"));
      case "eaux" -> always(w, suffix, "eau");
      case "aux" -> w.inR1(suffix) && always(w, suffix, "al");
      case "oux" -> "bhjlnp".indexOf(w.before(3)) >= 0 && always(w, suffix, "ou");
      case "euse", "euses" -> w.cutInR2(suffix) || (w.inR1(suffix) && always(w, suffix, "eux"));
      case "issement", "issements" ->
          w.inR1(suffix) && !w.vowelBefore(suffix.length()) && always(w, suffix, "");
      case "amment", "emment", "ment", "ments" -> adverb(w, suffix);
      default -> w.cutInR2(suffix);
    };
  }

  private static boolean always(StemmedWord w, String suffix, String by) {
    w.replace(suffix, by);
    return true;
  }

  private static boolean inR2(StemmedWord w, String suffix, String by) {
    return w.inR2(suffix) && always(w, suffix, by);
  }

  /** Where {@code asked}, takes ic off in R2, or writes it iqU as the adjective does. */
  private static boolean ic(StemmedWord w, boolean asked) {
    if (asked && w.ends("ic") && !w.cutInR2("ic")) {
      w.replace("ic", "iqU");
    }
    return true;
  }

  private static boolean ement(StemmedWord w, String suffix) {
    if (!w.inRv(suffix)) {
      return false;
    }
    w.replace(suffix, "");
    String more = w.longest(BEFORE_EMENT);
    switch (more) {
      case "iv" -> {
        if (w.cutInR2("iv")) {
          w.cutInR2("at");
        }
      }
      case "eus" -> {
        if (!w.cutInR2("eus") && w.inR1("eus")) {
          w.replace("eus", "eux");
        }
      }
      case "abl", "iqU" -> w.cutInR2(more);
      case "ièr", "Ièr" -> {
        if (w.inRv(more)) {
          w.replace(more, "i");
        }
      }
      default -> {}
    }
    return true;
  }

  private static boolean behindIte(StemmedWord w) {
    if (w.ends("abil")) {
      if (!w.cutInR2("abil")) {
        w.replace("abil", "abl");
      }
    } else if (!w.cutInR2("iv")) {
      return ic(w, true);
    }
    return true;
  }

  /** The ending of an adverb goes, and what is left is looked at as a verb. */
  private static boolean adverb(StemmedWord w, String suffix) {
    if (suffix.length() == 6 && w.inRv(suffix)) {
      w.replace(suffix, suffix.charAt(0) == 'a' ? "ant" : "ent");
    } else if (suffix.length() < 6
        && w.vowelBefore(suffix.length())
        && w.inRv(w.before(suffix.length()) + suffix)) {
      w.replace(suffix, "");
    }
    return false;
  }

  /** Verb endings that begin with i, behind a consonant; all within RV. */
  static boolean verbInI(StemmedWord w) {
    String suffix = w.longestInRv(VERB_IN_I);
    char before = w.before(suffix.length());
    return !suffix.isEmpty()
        && before != 'H'
        && !w.vowelBefore(suffix.length())
        && w.inRv(before + suffix)
        && always(w, suffix, "");
  }

  /** Other verb endings, within RV. */
  static boolean verb(StemmedWord w) {
    String suffix = w.longestInRv(VERB);
    return switch (suffix) {
      case "" -> false;
      case "ions" -> w.cutInR2(suffix);
      case "ais", "aise", "aises" -> !isName(w, suffix) && withE(w, suffix);
      default -> "aâ".indexOf(suffix.charAt(0)) >= 0 ? withE(w, suffix) : always(w, suffix, "");
    };
  }

  /** Calais, palais and beauvais are no verbs; of déplaire the ending is part of the stem. */
  private static boolean isName(StemmedWord w, String suffix) {
    return w.ends("auv" + suffix)
        || w.ends("épl" + suffix)
        || (w.ends("al" + suffix) && w.before(suffix.length() + 3) == ' ');
  }

  /** Takes the suffix off, and an e before it that lies in RV. */
  private static boolean withE(StemmedWord w, String suffix) {
    w.replace(suffix, "");
    if (w.ends("e") && w.inRv("e")) {
      w.replace("e", "");
    }
    return true;
  }

  /** The plural s, and what is left of feminine and of short nouns. */
  static void residual(StemmedWord w) {
    if (w.ends("s") && (w.ends("His") || "aiouès".indexOf(w.before(1)) < 0) && w.before(1) != ' ') {
      w.replace("s", "");
    }
    String suffix = w.longestInRv(RESIDUAL);
    switch (suffix) {
      case "" -> {}
      case "ion" -> {
        char before = w.before(3);
        if (w.inR2(suffix) && (before == 's' || before == 't') && w.inRv(before + suffix)) {
          w.replace(suffix, "");
        }
      }
      case "e" -> w.replace(suffix, "");
      default -> w.replace(suffix, "i");
    }
  }
}
