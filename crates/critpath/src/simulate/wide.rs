//! Work over rows of numbers into the widest instructions that the processor has.
//!
//! Only how many numbers an instruction takes differs: integers, and floats one operation at a time, have the same bits
//! in all of them.

/// Evaluates an expression with the instructions of this processor. What it calls is compiled for them only as far as it
/// is `#[inline(always)]`.
macro_rules! wide {
    ($work:expr) => {{
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        let level = fearless_simd::Level::new();
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        let made = match (level.as_avx512(), level.as_avx2()) {
            (Some(avx512), _) => fearless_simd::Simd::vectorize(avx512, || $work),
            (None, Some(avx2)) => fearless_simd::Simd::vectorize(avx2, || $work),
            (None, None) => $work,
        };
        #[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
        let made = $work;
        made
    }};
}

pub(super) use wide;
