package main

import (
	"github.com/zclconf/go-cty/cty"
)

// weighShallow spends what a value costs by itself, without its elements, and refuses strings and numbers that are too large.
func (m *module) weighShallow(value cty.Value) {
	value, _ = value.Unmark()
	if value == cty.NilVal || !value.IsKnown() || value.IsNull() {
		return
	}
	switch t := value.Type(); {
	case t == cty.String:
		m.weighText(len(value.AsString()))
	case t == cty.Number:
		if tooLarge(value) {
			panic(exhausted{"a number is too large"})
		}
	case t.IsTupleType() || t.IsObjectType() || t.IsListType() || t.IsMapType() || t.IsSetType():
		m.budget.spend(value.LengthInt())
	}
}

func (m *module) weighText(size int) {
	if size > maxString {
		panic(exhausted{"a string is too long"})
	}
	m.budget.spend(size / 64)
}

// weigh spends what a value costs with all its elements. Elements that are shared are counted each time: whoever walks over
// the value meets them each time.
func (m *module) weigh(value cty.Value) {
	m.weighShallow(value)
	value, _ = value.Unmark()
	if !iterable(value) {
		return
	}
	for it := value.ElementIterator(); it.Next(); {
		_, element := it.Element()
		m.weigh(element)
	}
}

// weightOf is what weigh would spend, and false where that is more than one attribute may.
func (m *module) weightOf(value cty.Value) (weight int, bearable bool) {
	attribute, module := m.budget.attribute, m.budget.module
	defer func() {
		if caught := recover(); caught != nil {
			weight, bearable = maxSteps, false
		}
		m.budget.attribute = attribute
	}()
	m.budget.attribute = maxSteps / 2
	m.weigh(value)
	return module - m.budget.module, true
}

// iterable says whether a value has elements that are known.
func iterable(value cty.Value) bool {
	return value != cty.NilVal && !value.IsMarked() && value.IsKnown() && !value.IsNull() && value.CanIterateElements()
}

// tooLarge says whether a value is a number with too many digits.
func tooLarge(value cty.Value) bool {
	if value.IsMarked() || !value.IsKnown() || value.IsNull() || value.Type() != cty.Number {
		return false
	}
	number := value.AsBigFloat()
	return number.IsInf() || number.MantExp(nil) > maxExponent || number.MantExp(nil) < -maxExponent
}
