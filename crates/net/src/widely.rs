//! Steps over long lists, compiled for the widest registers that the machine has. What is computed does not hang on their width.

/// A step that is put into a function of such registers whole. (A plain closure would stay a function of its own: the call through
/// `FnOnce` is never put in by force.)
pub(crate) struct Step<F>(pub(crate) F);

impl<T, F: FnMut() -> T> pulp::NullaryFnOnce for Step<F> {
    type Output = T;

    #[inline(always)]
    fn call(mut self) -> T {
        (self.0)()
    }
}

/// Does the step; mark the closure `#[inline(always)]`.
pub(crate) fn widely(step: impl FnMut()) {
    pulp::Arch::new().dispatch(Step(step));
}
