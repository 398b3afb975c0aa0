//! Simulated candidates: the model's own story of answers and exam, and worlds where the story is wrong.

use practicum::apportion::largest_remainder;
use practicum::study::target::{BankItem, DomainItems, Unusable};
use practicum::study::{Answer, Setting, Target};
use rand::RngExt as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

/// Middles of the RHIT outline's ranges.
const WEIGHTS: [f64; DOMAINS] = [22.0, 16.0, 15.0, 22.0, 15.0, 10.5];
pub(crate) const DOMAINS: usize = 6;
const TASKS: usize = 8;
const EXAM_ITEMS: u32 = 130;
const BANK_ITEMS: u32 = 400;
/// Items that stand for all of the exam's kind.
const POOL_ITEMS: u32 = 600;
/// The chance that an answer goes to an item already seen, while unseen ones are left.
const REPEATED: f64 = 0.2;

/// What holds in a world; the model believes in [`World::own`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct World {
    pub(crate) name: &'static str,
    ability_mean: f64,
    domain_sd: f64,
    guess: f64,
    ratings: Ratings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ratings {
    SayDifficulty,
    Useless,
}

impl World {
    pub(crate) fn own() -> Self {
        let (ability_mean, domain_sd, guess) = (0.5, 0.35, 0.20);
        Self { name: "the model's own", ability_mean, domain_sd, guess, ratings: Ratings::SayDifficulty }
    }

    /// Worlds that the model does not know of.
    pub(crate) fn others() -> [Self; 5] {
        let own = Self::own();
        [
            Self { name: "candidates weaker by .4", ability_mean: 0.1, ..own },
            Self { name: "candidates stronger by .4", ability_mean: 0.9, ..own },
            Self { name: "useless ratings", ratings: Ratings::Useless, ..own },
            Self { name: "guessing at .27", guess: 0.27, ..own },
            Self { name: "domains spread by .60", domain_sd: 0.60, ..own },
        ]
    }
}

/// One candidate: what the model gets to see, and what it is to find out.
#[derive(Debug)]
pub(crate) struct Learner {
    pub(crate) target: Target,
    pub(crate) answers: Vec<Answer>,
    /// The share of right answers on the exam, and whether it passed.
    pub(crate) score: f64,
    pub(crate) passed: bool,
    /// The true share in each domain of the bank's items, now and at first sight.
    pub(crate) shares: [f64; DOMAINS],
    /// The plain share of right answers in each domain.
    pub(crate) raw: [f64; DOMAINS],
    /// The chance to pass for one who knows true ability, yet not the shift, the cut and the luck of the day.
    pub(crate) oracle: f64,
}

struct Item {
    domain: usize,
    rating: f64,
    difficulty: f64,
    seen: bool,
}

impl Learner {
    /// Practises `answers` times between 0 and 1, all in timed mocks, then sits the exam at 1.
    pub(crate) fn new(world: World, answers: usize, seed: u64) -> Result<Self, Unusable> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let ability = normal(&mut random, world.ability_mean, 0.65);
        let abilities = [(); DOMAINS].map(|()| ability + normal(&mut random, 0.0, world.domain_sd));
        let mut bank = items(world, BANK_ITEMS, &mut random);
        let target = target(&bank)?;
        let answers = practise(world, abilities, &mut bank, answers, &mut random);
        let shift = normal(&mut random, 0.0, 0.40);
        let cut = normal(&mut random, target.cut(), 0.02);
        let exam = items(world, EXAM_ITEMS, &mut random);
        let right = exam.iter().filter(|item| {
            let chance = chance(world, abilities[item.domain] + shift - item.difficulty);
            random.random_bool(chance)
        });
        let score = right.count() as f64 / f64::from(EXAM_ITEMS);
        let pool = items(world, POOL_ITEMS, &mut random);
        let shares = std::array::from_fn(|domain| share(world, &bank, domain, abilities[domain]));
        let oracle = oracle(world, &pool, abilities, target.cut());
        let raw = raw(&answers);
        Ok(Self { answers, score, passed: score >= cut, shares, raw, oracle, target })
    }
}

fn practise(
    world: World,
    abilities: [f64; DOMAINS],
    bank: &mut [Item],
    count: usize,
    random: &mut ChaCha8Rng,
) -> Vec<Answer> {
    let learning = normal(random, 0.4, 0.4);
    let repeat = normal(random, 0.7, 0.4);
    let answer = |index: usize| {
        let time = (index as f64 + 0.5) / count as f64;
        let want_seen = random.random_bool(REPEATED);
        let fitting: Vec<usize> = (0..bank.len()).filter(|&place| bank[place].seen == want_seen).collect();
        let place = match fitting.len() {
            0 => random.random_range(0..bank.len()),
            some => fitting[random.random_range(0..some)],
        };
        let item = &mut bank[place];
        let seen_before = std::mem::replace(&mut item.seen, true);
        let trend = -learning * (1.0 - time).powi(2) + if seen_before { repeat } else { 0.0 };
        let right = random.random_bool(chance(world, abilities[item.domain] + trend - item.difficulty));
        let (task, setting) = (place % TASKS, Setting::TimedMock);
        Answer { domain: item.domain, task, angoff: item.rating, guess: 0.20, time, setting, seen_before, right }
    };
    (0..count).map(answer).collect()
}

/// Items by the outline's weights; ratings spread like those of the RHIT bank.
fn items(world: World, count: u32, random: &mut ChaCha8Rng) -> Vec<Item> {
    let quotas = largest_remainder(&WEIGHTS, count).into_iter().enumerate();
    let rating = |random: &mut ChaCha8Rng| normal(random, 0.58, 0.11).clamp(0.34, 0.84);
    let domains = quotas.flat_map(|(domain, quota)| std::iter::repeat_n(domain, quota as usize));
    domains
        .map(|domain| {
            let says = rating(random);
            let shown = if world.ratings == Ratings::Useless { rating(random) } else { says };
            let difficulty = ((1.0 - 0.20) / (says - 0.20) - 1.0).ln() + normal(random, 0.0, 0.8);
            Item { domain, rating: shown, difficulty, seen: false }
        })
        .collect()
}

fn target(bank: &[Item]) -> Result<Target, Unusable> {
    let domains: Vec<DomainItems> = (0..DOMAINS)
        .map(|domain| {
            let items = bank.iter().filter(|item| item.domain == domain);
            let items = items.map(|item| BankItem { angoff: item.rating, guess: 0.20 }).collect();
            DomainItems { weight: WEIGHTS[domain], tasks: TASKS, items }
        })
        .collect();
    Target::new(&domains, EXAM_ITEMS)
}

fn share(world: World, pool: &[Item], domain: usize, ability: f64) -> f64 {
    let chances = pool.iter().filter(|item| item.domain == domain).map(|item| chance(world, ability - item.difficulty));
    let (sum, count) = chances.fold((0.0, 0.0), |(sum, count), chance| (sum + chance, count + 1.0));
    sum / count
}

/// Over the shift step by step; the cut and the luck of 130 items together are nearly normal.
fn oracle(world: World, pool: &[Item], abilities: [f64; DOMAINS], cut: f64) -> f64 {
    let total: f64 = WEIGHTS.iter().sum();
    let steps = (-6..=6).map(|step| f64::from(step) / 2.0);
    let (sum, weights) = steps.fold((0.0, 0.0), |(sum, weights), z| {
        let domain = |domain| WEIGHTS[domain] / total * share(world, pool, domain, abilities[domain] + 0.40 * z);
        let mean: f64 = (0..DOMAINS).map(domain).sum();
        let spread = (mean * (1.0 - mean) / f64::from(EXAM_ITEMS) + 0.02_f64.powi(2)).sqrt();
        let weight = (-z * z / 2.0).exp();
        (sum + weight * normal_share((mean - cut) / spread), weights + weight)
    });
    sum / weights
}

/// Phi, to 0.0002 (Bowling 2009).
fn normal_share(z: f64) -> f64 {
    1.0 / (1.0 + (-0.070_56 * z.powi(3) - 1.5976 * z).exp())
}

fn raw(answers: &[Answer]) -> [f64; DOMAINS] {
    std::array::from_fn(|domain| {
        let own = answers.iter().filter(|answer| answer.domain == domain);
        let (right, count) =
            own.fold((0.0, 0.0), |(right, count), answer| (right + f64::from(u8::from(answer.right)), count + 1.0));
        if count > 0.0 { right / count } else { 0.5 }
    })
}

fn chance(world: World, eta: f64) -> f64 {
    world.guess + (1.0 - world.guess) / (1.0 + (-eta).exp())
}

/// Box and Muller (1958).
fn normal(random: &mut ChaCha8Rng, mean: f64, sd: f64) -> f64 {
    let (radius, angle): (f64, f64) = (random.random(), random.random());
    mean + sd * (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
}
