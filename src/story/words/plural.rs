//! Plural rules as CLDR writes them (UTS #35, part 3, § 5.1), for whole numbers: `n % 10 = 2..4 and n % 100 != 12..14`.

/// A condition that numbers of one plural category meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule(Vec<Vec<Relation>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Relation {
    /// Whether it looks at the number: the operands of fractions and exponents are zero.
    is_number: bool,
    modulus: Option<u32>,
    is_in: bool,
    ranges: Vec<(u32, u32)>,
}

impl Rule {
    /// Reads a rule; CLDR's samples behind it are left out.
    ///
    /// # Errors
    /// A description of the first fault.
    pub(super) fn parse(text: &str) -> Result<Rule, String> {
        let text = text.split_once('@').map_or(text, |(rule, _)| rule);
        let mut any = Vec::new();
        for alternative in text.split(" or ") {
            let relations = alternative.split(" and ").map(relation);
            any.push(relations.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Rule(any))
    }

    /// Whether a number meets it.
    pub(super) fn holds(&self, number: u32) -> bool {
        self.0.iter().any(|all| all.iter().all(|relation| relation.holds(number)))
    }
}

impl Relation {
    fn holds(&self, number: u32) -> bool {
        let operand = if self.is_number { number } else { 0 };
        let value = self.modulus.map_or(operand, |modulus| operand % modulus);
        self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&value)) == self.is_in
    }
}

fn relation(text: &str) -> Result<Relation, String> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let (operand, modulus, sign, list) = match parts.as_slice() {
        [operand, "%", modulus, sign, list] => (*operand, Some(*modulus), *sign, *list),
        [operand, sign, list] => (*operand, None, *sign, *list),
        _ => return Err(format!("`{}` is no condition such as `n % 10 = 2..4`", text.trim())),
    };
    let is_number = match operand {
        "n" | "i" => true,
        "v" | "w" | "f" | "t" | "c" | "e" => false,
        _ => return Err(format!("`{operand}` is no operand: n is the number")),
    };
    let is_in = match sign {
        "=" => true,
        "!=" => false,
        _ => return Err(format!("`{sign}` is neither `=` nor `!=`")),
    };
    let number = |digits: &str| digits.parse::<u32>().map_err(|_| format!("`{digits}` is no whole number"));
    let modulus = modulus.map(number).transpose()?;
    if modulus == Some(0) {
        return Err("nothing can be divided by 0".to_owned());
    }
    let range = |range: &str| match range.split_once("..") {
        Some((from, to)) => Ok((number(from)?, number(to)?)),
        None => number(range).map(|number| (number, number)),
    };
    Ok(Relation { is_number, modulus, is_in, ranges: list.split(',').map(range).collect::<Result<_, String>>()? })
}

#[cfg(test)]
mod tests {
    use super::Rule;

    fn numbers(rule: &str) -> Vec<u32> {
        let rule = Rule::parse(rule).unwrap();
        (0..30).filter(|number| rule.holds(*number)).collect()
    }

    #[test]
    fn rules_read_as_cldr_writes_them() {
        assert_eq!(numbers("n = 1"), [1]);
        assert_eq!(numbers("i = 0,1 and v = 0 @integer 0, 1"), [0, 1]);
        assert_eq!(numbers("v = 0 and i % 10 = 2..4 and i % 100 != 12..14"), [2, 3, 4, 22, 23, 24]);
        assert_eq!(numbers("n = 1 or n % 10 = 9"), [1, 9, 19, 29]);
        assert!(numbers("e != 0..5").is_empty());
    }

    #[test]
    fn broken_rules_say_what_is_wrong() {
        for (rule, says) in [
            ("", "`` is no condition such as `n % 10 = 2..4`"),
            ("n", "`n` is no condition such as `n % 10 = 2..4`"),
            ("n is 1", "`is` is neither `=` nor `!=`"),
            ("x = 1", "`x` is no operand: n is the number"),
            ("n % 0 = 1", "nothing can be divided by 0"),
            ("n = 1..b", "`b` is no whole number"),
            ("n = -1", "`-1` is no whole number"),
        ] {
            assert_eq!(Rule::parse(rule).unwrap_err(), says, "{rule}");
        }
    }
}
