//! What the fitted models would say of a statement in place of the rules: another act, other words for source, cue and content. Asked
//! while it is known who speaks, taken over last, when every guard against a yes has seen what the rules said.

use std::ops::Range;

use armistice_types::statement::Act;

use super::Told;
use crate::acts::{self, Doing, fitted::is_guarded};
use crate::attribution::{Attribution, Text};
use crate::entities::Resolved;

/// What the models would say.
pub(super) struct Opinion {
    /// The act of the rules that it is an opinion on.
    of: Act,
    at: Option<Attribution>,
    /// Who it is, where the rules know nobody.
    pub(super) source: Option<Resolved>,
    doing: Doing,
}

impl Opinion {
    /// What the models think of an attribution. A yes, an offer, a condition, a confirmation and a denial keep the words that the rules
    /// found them in, and none comes to stand on other words.
    pub(super) fn of(
        text: &Text<'_>,
        at: &Attribution,
        doing: &Doing,
        anonymity: &'static str,
        own: &dyn Fn(&Range<usize>) -> bool,
        others: &[Range<usize>],
    ) -> Option<Self> {
        text.fitted.attribution.as_ref().map(|_| ()).or(text.fitted.acts.as_ref().map(|_| ()))?;
        let mended = at.in_other_words().filter(|_| !is_guarded(doing.act)).and_then(|it| {
            let doing = acts::doing(text, &it, own, others);
            (!is_guarded(doing.act)).then_some((it, doing))
        });
        let (mended, mut new) = mended.map_or_else(|| (None, doing.clone()), |(it, doing)| (Some(it), doing));
        if let Some(model) = &text.fitted.acts {
            let asked = acts::fitted::Asked { text, it: mended.as_ref().unwrap_or(at), doing: &new, anonymity, own };
            let act = acts::fitted::choose(model, text.fitted.sure, &asked);
            new.denies = new.denies.filter(|_| act == new.act);
            new.act = act;
        }
        Some(Self { of: doing.act, at: mended, source: None, doing: new })
    }

    /// The words for the source, where the rules know none.
    pub(super) fn new_source(&self) -> Option<&Attribution> {
        self.at.as_ref().filter(|it| it.source.is_some())
    }
}

/// Takes the opinions over, but where a guard has changed what the rules said.
pub(super) fn take_over(told: &mut [Told]) {
    for it in told {
        let Some(opinion) = it.opinion.take().filter(|opinion| opinion.of == it.doing.act) else { continue };
        it.doing = opinion.doing;
        if let Some(at) = opinion.at {
            it.at = at;
            it.source = it.source.or(opinion.source);
        }
    }
}
